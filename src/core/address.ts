// Whether a text is a complete mail address, by the rule that browsers use for an address field (HTML standard).

const local = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const label = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** True for `name@domain.tld`; outer spaces do not count. At most 254 characters (RFC 5321, 4.5.3.1). */
export function isAddress(text: string): boolean {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > 254) return false;
  const labels = address.slice(at + 1).split('.');
  return local.test(address.slice(0, at)) && labels.length > 1 && labels.every((one) => label.test(one));
}
