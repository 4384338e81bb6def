import { type Answer, failed, ok } from '../envelope.ts';

interface Page<T> {
  total: number;
  /** Page numbers; 0 when there is none. */
  previous: number;
  next: number;
  list: T[];
}

const MOST_ROWS = 1_000;

export const badPage = (): Answer => failed(400, '유효하지 않은 페이지입니다.');

/** Why there is no such page of any list. */
export function whyNoPage(page: number, limit: number): Answer | undefined {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS)
    return failed(400, `조회개수는 1 이상 ${MOST_ROWS} 이하여야 합니다.`);
  return !Number.isInteger(page) || page < 1 ? badPage() : undefined;
}

/** A page of rows as PortOne lays it out, at most 1,000 of them; a page beyond the end is empty. */
export function paged<T>(rows: readonly T[], page = 1, limit = 20): Answer {
  return whyNoPage(page, limit) ?? pageOf(rows.slice((page - 1) * limit, page * limit), rows.length, page, limit);
}

/** The same where the page has been cut already. */
export const pageOf = <T>(list: T[], total: number, page: number, limit: number): Answer =>
  ok({
    total,
    previous: page > 1 ? page - 1 : 0,
    next: page * limit < total ? page + 1 : 0,
    list,
  } satisfies Page<T>);
