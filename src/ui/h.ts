// What JSX becomes in the built pages: the classic call, which makes the popup about 900 bytes smaller than the automatic one does.
import { Fragment, h } from 'preact';

export { Fragment, h };
