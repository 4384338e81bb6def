import type { PortOneClient } from './conversation.ts';
import { loadClient } from './load-client.ts';

interface Connection {
  host: string;
  headers: { Authorization: string };
}
type Call = (
  connection: Connection,
  ...args: unknown[]
) => Promise<{ code: number; message: string; response: unknown }>;

/** The parts of the library that are used. Its types are there only where it is installed. */
interface ServerApi {
  IamportConnector: new (host: string, keys: { imp_key: string; imp_secret: string }) => { get(): Promise<Connection> };
  functional: {
    payments: Record<'at' | 'cancel', Call>;
    subscribe: { payments: Record<'onetime' | 'again', Call>; customers: Record<'at' | 'create' | 'erase', Call> };
    certifications: Record<'at', Call>;
    vbanks: Record<'create', Call>;
  };
}

/** npm `iamport-server-api`, a typed client that shops' servers in TypeScript use. */
export function createServerApiClient(url: string): PortOneClient | undefined {
  const library = loadClient('iamport-server-api') as ServerApi | undefined;
  if (!library) return undefined;
  const { payments, subscribe, certifications, vbanks } = library.functional;
  const connector = new library.IamportConnector(url, { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  const send = async (call: Call, ...args: unknown[]): Promise<unknown> => {
    const { code, message, response } = await call(await connector.get(), ...args);
    if (code !== 0) throw new Error(message);
    return response;
  };
  return {
    getPayment: (imp_uid) => send(payments.at, imp_uid, {}),
    refund: (args) => send(payments.cancel, args),
    chargeCard: (args) => send(subscribe.payments.onetime, args),
    chargeKey: (args) => send(subscribe.payments.again, args),
    issueKey: (args) => send(subscribe.customers.create, args.customer_uid, args),
    getKey: (customer_uid) => send(subscribe.customers.at, customer_uid),
    deleteKey: (customer_uid) => send(subscribe.customers.erase, customer_uid),
    getCertification: (imp_uid) => send(certifications.at, imp_uid),
    openAccount: (args) => send(vbanks.create, args),
  };
}
