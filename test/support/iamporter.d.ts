/** The public client library has no types of its own; these are the calls that the tests make. */
declare module 'iamporter' {
  export interface Said {
    status: number;
    message: string | null;
    data: Record<string, unknown>;
    raw: unknown;
  }
  type Fields = Record<string, unknown>;

  export class Iamporter {
    constructor(options: { apiKey: string; secret: string; host: string });
    getToken(key?: string, secret?: string): Promise<Said>;
    findByImpUid(impUid: string): Promise<Said>;
    findByMerchantUid(merchantUid: string): Promise<Said>;
    findAllByMerchantUid(merchantUid: string, extra?: { status: string }): Promise<Said>;
    findAllByStatus(status?: string, extra?: Fields): Promise<Said>;
    cancel(data: Fields): Promise<Said>;
    cancelByImpUid(impUid: string, extra?: Fields): Promise<Said>;
    cancelByMerchantUid(merchantUid: string, extra?: Fields): Promise<Said>;
    createPreparedPayment(data: Fields): Promise<Said>;
    getPreparedPayment(merchantUid: string): Promise<Said>;
    createSubscription(data: Fields): Promise<Said>;
    getSubscription(customerUid: string): Promise<Said>;
    deleteSubscription(customerUid: string): Promise<Said>;
    payOnetime(data: Fields): Promise<Said>;
    paySubscription(data: Fields): Promise<Said>;
    /** How it sends requests for which it has no method, once it has a token. */
    _request(spec: { method: string; url: string; data?: unknown; params?: unknown }): Promise<Said>;
    _updateToken(): Promise<unknown>;
  }
}
