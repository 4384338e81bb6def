import { afterEach, describe, expect, it } from 'vitest';
import { findLiveChannel } from '../../../../src/sandbox/behavior/channels.ts';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';

const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
const PATH = '/subscribe/customers/anna';
const DEFAULT = { pg_provider: 'nice_v2', pg_id: 'sandbox00m', sandbox: false };
let sandbox: SandboxSession;
afterEach(() => sandbox.close());

const issueKey = (channel: object) => sandbox.call('POST', PATH, { ...CARD, ...channel });

describe('the channel of a new billing key', () => {
  it.each([
    [{ pg: 'kcp' }, { pg_provider: 'kcp', pg_id: 'SB002', sandbox: false }],
    [{ pg: 'kcp.SB002' }, { pg_provider: 'kcp', pg_id: 'SB002' }],
    [{ pg: 'nice_v2' }, DEFAULT],
    [{ pg: 'nice_v2.nictest04m' }, { pg_provider: 'nice_v2', pg_id: 'nictest04m', sandbox: true }],
    // PGs and PG ids for which the shop has no channel.
    [{ pg: 'nice' }, DEFAULT],
    [{ pg: 'kcp.OTHER' }, DEFAULT],
    [{ pg: 'nowhere' }, DEFAULT],
    // A channel of the payment window does not accept card numbers.
    [{ pg: 'html5_inicis' }, DEFAULT],
    [{ pg: 'kcp', channel_key: findLiveChannel('nice_v2', 'api_payment')?.channel_key }, DEFAULT],
  ])('a billing key is issued at the right channel for %j', async (asked, channel) => {
    sandbox = await startSandboxSession();
    expect(await issueKey(asked)).toMatchObject({
      status: 200,
      code: 0,
      response: { customer_uid: 'anna', ...channel },
    });
    expect(await sandbox.readLedger()).toMatchObject({ entries: [{ customer_uid: 'anna' }], warnings: [] });
  });

  // PortOne's guides issue keys without a channel, so it is no mistake of the caller.
  it.each([{ strict: false }, { strict: true }])(
    'a billing key without a channel is issued at the default channel, with a warning, in the mode %j',
    async ({ strict }) => {
      sandbox = await startSandboxSession({ strict });
      expect(await issueKey({})).toMatchObject({ status: 200, code: 0, response: DEFAULT });
      expect((await sandbox.readLedger()).warnings).toMatchObject([{ path: PATH, field: 'channel_key' }]);
    },
  );

  it('a billing key without a card is refused in the words that were recorded', async () => {
    sandbox = await startSandboxSession();
    expect(await sandbox.call('POST', PATH, { pg: 'kcp', expiry: '2099-12' })).toEqual({
      status: 200,
      code: 1,
      message: '["card_number"] 파라메터는 필수입니다.',
      response: null,
    });
  });

  it('a test channel of NICE takes no card of KB', async () => {
    sandbox = await startSandboxSession();
    const kbCard = { card_number: '5000-1234-5678-9010', expiry: '2099-12' };
    const issueKbKey = (pg: string) => sandbox.call('POST', PATH, { ...kbCard, pg });
    expect(await issueKbKey('nice_v2.nictest04m')).toMatchObject({
      status: 200,
      code: -1,
      message: expect.stringContaining('[F113]유효기간오류 - 테스트모드에서는 KB카드 사용이 불가능합니다.'),
    });
    expect(await issueKbKey('nice_v2.sandbox00m')).toMatchObject({ code: 0, response: { card_code: '381' } });
  });
});
