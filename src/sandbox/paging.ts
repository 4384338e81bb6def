export interface Page<T> {
  total: number;
  /** Page numbers; 0 when there is none. */
  previous: number;
  next: number;
  list: T[];
}

/** A page of rows as PortOne lays it out; a page beyond the end is empty. */
export function pageOf<T>(rows: readonly T[], page = 1, limit = 20): Page<T> {
  const list = rows.slice((page - 1) * limit, page * limit);
  return {
    total: rows.length,
    previous: page > 1 ? page - 1 : 0,
    next: page * limit < rows.length ? page + 1 : 0,
    list,
  };
}
