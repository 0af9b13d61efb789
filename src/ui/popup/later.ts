// What the popup fetches after its first drawing: a hosting's detail, and what stands there when there is no hosting.
import { LiveDetail } from '../detail/live-detail.tsx';
import { NothingThere } from './nothing.tsx';

export const Detail = LiveDetail;
export const Nothing = NothingThere;
