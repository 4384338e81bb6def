import { type HandlerResult, respondError, respondOk } from '../envelope.ts';

interface PageBody<T> {
  total: number;
  /** Page numbers; 0 if there is none. */
  previous: number;
  next: number;
  list: T[];
}

const MAX_PAGE_ROWS = 1_000;

export const respondInvalidPage = (): HandlerResult => respondError(400, '유효하지 않은 페이지입니다.');

/** Returns PortOne's error for invalid paging arguments. */
export function getPagingError(page: number, limit: number): HandlerResult | undefined {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_ROWS)
    return respondError(400, `조회개수는 1 이상 ${MAX_PAGE_ROWS} 이하여야 합니다.`);
  return !Number.isInteger(page) || page < 1 ? respondInvalidPage() : undefined;
}

/** Returns a page of at most 1,000 rows in PortOne's format. A page beyond the end is empty. */
export function paginate<T>(rows: readonly T[], page = 1, limit = 20): HandlerResult {
  return (
    getPagingError(page, limit) ?? respondPage(rows.slice((page - 1) * limit, page * limit), rows.length, page, limit)
  );
}

/** Formats rows that are already one page. */
export const respondPage = <T>(list: T[], total: number, page: number, limit: number): HandlerResult =>
  respondOk({
    total,
    previous: page > 1 ? page - 1 : 0,
    next: page * limit < total ? page + 1 : 0,
    list,
  } satisfies PageBody<T>);
