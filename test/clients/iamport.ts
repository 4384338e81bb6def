import type { PortOneClient } from './conversation.ts';
import { loadClient } from './load-client.ts';

type Call = (args: object) => Promise<unknown>;

/** The parts of the library that are used. It has no types of its own. */
interface Iamport {
  payment: Record<'getByImpUid' | 'getByMerchant' | 'getByStatus' | 'cancel' | 'prepare', Call>;
  subscribe: Record<'onetime' | 'again' | 'schedule' | 'unschedule', Call>;
  subscribe_customer: Record<'get' | 'create' | 'delete', Call>;
  certification: Record<'get', Call>;
  vbank: Record<'create', Call>;
}
interface IamportConstructor {
  new (keys: { impKey: string; impSecret: string }): Iamport;
  DEFAULT_HOST: string;
}

/** npm `iamport`, PortOne's own first client for Node: the requests of 2016 to 2018. */
export function createIamportClient(url: string): PortOneClient | undefined {
  const Client = loadClient('iamport') as IamportConstructor | undefined;
  if (!Client) return undefined;
  Client.DEFAULT_HOST = url;
  const iamport = new Client({ impKey: 'sandbox_key', impSecret: 'sandbox_secret' });
  return {
    getPayment: (imp_uid) => iamport.payment.getByImpUid({ imp_uid }),
    findPayment: (merchant_uid) => iamport.payment.getByMerchant({ merchant_uid }),
    listPaid: () => iamport.payment.getByStatus({ payment_status: 'paid' }),
    refund: (args) => iamport.payment.cancel(args),
    prepare: (args) => iamport.payment.prepare(args),
    chargeCard: (args) => iamport.subscribe.onetime(args),
    chargeKey: (args) => iamport.subscribe.again(args),
    schedule: (args) => iamport.subscribe.schedule(args),
    unschedule: (args) => iamport.subscribe.unschedule(args),
    issueKey: (args) => iamport.subscribe_customer.create(args),
    getKey: (customer_uid) => iamport.subscribe_customer.get({ customer_uid }),
    deleteKey: (customer_uid) => iamport.subscribe_customer.delete({ customer_uid }),
    getCertification: (imp_uid) => iamport.certification.get({ imp_uid }),
    openAccount: (args) => iamport.vbank.create(args),
  };
}
