import { type HandlerResult, respondError, respondRejected } from '../envelope.ts';

/** Operations that name missing arguments in words of their own, as they were recorded. */
const missingAnswers: Readonly<Record<string, (missing: readonly string[]) => HandlerResult>> = {
  'POST /users/getToken': () => respondError(400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'),
  'POST /subscribe/customers/{customer_uid}': (missing) =>
    respondRejected(`${JSON.stringify(missing)} 파라메터는 필수입니다.`),
};

/** Answers a request whose arguments are missing or cannot be read. What PortOne says of the latter is not known. */
export function respondUnreadable(
  route: string,
  { missing, problems }: { missing: readonly string[]; problems: readonly string[] },
): HandlerResult {
  if (missing.length > 0)
    return (
      missingAnswers[route]?.(missing) ?? respondError(400, `필수 파라메터가 누락되었습니다. (${missing.join(', ')})`)
    );
  return respondError(400, `파라메터 형식이 올바르지 않습니다. (${problems.join('; ')})`);
}
