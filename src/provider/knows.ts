// What has been learned about a region's unpromised short cuts: lists in pages, and many hostings in one request.

/** `yes` once it was answered as documented, `no` once it was not; forget it now and then, providers learn too. */
export interface Knows {
  /** Whether `X-Pagination-Mode: CachedObjectList-Pages` is answered with whole objects. */
  readonly paging: 'unknown' | 'yes' | 'no';
  /** Whether `X-Ovh-Batch` is understood. Source: php-ovh #132, where the provider's staff say that it is not guaranteed. */
  readonly batch: 'unknown' | 'yes' | 'no';
  /** Hostings in one request; halved when the provider finds a request too long. */
  readonly batchSize: number;
}

/** 50 is what the panel asks for at once. */
export const knowsNothing: Knows = { paging: 'unknown', batch: 'unknown', batchSize: 50 };
