import { type Answer, failed, ok } from './answer.ts';

interface Page<T> {
  total: number;
  /** Page numbers; 0 when there is none. */
  previous: number;
  next: number;
  list: T[];
}

const MOST_ROWS = 1_000;

export const badPage = (): Answer => failed(400, '유효하지 않은 페이지입니다.');

/** A page of rows as PortOne lays it out, at most 1,000 of them; a page beyond the end is empty. */
export function paged<T>(rows: readonly T[], page = 1, limit = 20): Answer {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS)
    return failed(400, `조회개수는 1 이상 ${MOST_ROWS} 이하여야 합니다.`);
  if (!Number.isInteger(page) || page < 1) return badPage();
  return ok({
    total: rows.length,
    previous: page > 1 ? page - 1 : 0,
    next: page * limit < rows.length ? page + 1 : 0,
    list: rows.slice((page - 1) * limit, page * limit),
  } satisfies Page<T>);
}
