import type { PortOneClient } from './conversation.ts';
import { loadClient } from './load-client.ts';

type BuildRequest = (args: object) => { request(client: object): Promise<{ data: { response: unknown } }> };

/** The parts of the library that are used. Its types are there only where it is installed. */
interface RestClient {
  Iamport: new (options: { apiKey: string; apiSecret: string; baseUrl: string }) => object;
  Request: {
    Payments: Record<'getByImpUid' | 'getByMerchantUid' | 'getByStatus' | 'cancel', BuildRequest>;
    Subscribe: Record<'onetime' | 'again' | 'schedule' | 'unschedule', BuildRequest>;
    Customers: Record<'postBillingKey' | 'getBillingKey' | 'deleteBillingKey', BuildRequest>;
    Prepare: Record<'postAmount', BuildRequest>;
    Certifications: Record<'getCertification', BuildRequest>;
    Vbanks: Record<'post', BuildRequest>;
  };
}

/** npm `iamport-rest-client-nodejs`, PortOne's own client for Node until 2026. */
export function createRestClient(url: string): PortOneClient | undefined {
  const library = loadClient('iamport-rest-client-nodejs') as RestClient | undefined;
  if (!library) return undefined;
  const { Payments, Subscribe, Customers, Prepare, Certifications, Vbanks } = library.Request;
  const iamport = new library.Iamport({ apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', baseUrl: url });
  const send = async (request: ReturnType<BuildRequest>): Promise<unknown> =>
    (await request.request(iamport)).data.response;
  return {
    getPayment: (imp_uid) => send(Payments.getByImpUid({ imp_uid })),
    findPayment: (merchant_uid) => send(Payments.getByMerchantUid({ merchant_uid, status: 'paid' })),
    listPaid: () => send(Payments.getByStatus({ status: 'paid' })),
    refund: (args) => send(Payments.cancel(args)),
    prepare: (args) => send(Prepare.postAmount(args)),
    chargeCard: (args) => send(Subscribe.onetime(args)),
    chargeKey: (args) => send(Subscribe.again(args)),
    schedule: (args) => send(Subscribe.schedule(args)),
    unschedule: (args) => send(Subscribe.unschedule(args)),
    issueKey: (args) => send(Customers.postBillingKey(args)),
    getKey: (customer_uid) => send(Customers.getBillingKey({ customer_uid })),
    deleteKey: (customer_uid) => send(Customers.deleteBillingKey({ customer_uid })),
    getCertification: (imp_uid) => send(Certifications.getCertification({ imp_uid })),
    openAccount: (args) => send(Vbanks.post(args)),
  };
}
