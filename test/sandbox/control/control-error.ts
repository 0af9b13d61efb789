// Why a control call was not carried out.

/** Its message is a sentence for whoever made the call. */
export class ControlError extends Error {}
