/**
 * The sandbox between a host and a view, as the specification asks of hosts that are web pages: of an origin of its own,
 * and under the policy that the view's resource allows, which the view's document inherits.
 */
const inner = document.createElement('iframe');
// Stricter than the sandbox itself: a view has no origin.
inner.setAttribute('sandbox', 'allow-scripts');
document.body.append(inner);

const isForSandbox = (data: unknown): boolean => String(Object(data).method).startsWith('ui/notifications/sandbox-');

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source === window.parent) {
    const { method, params } = Object(data);
    if (method === 'ui/notifications/sandbox-resource-ready') inner.srcdoc = params.html;
    else if (!isForSandbox(data)) inner.contentWindow?.postMessage(data, '*');
  } else if (source === inner.contentWindow && !isForSandbox(data)) window.parent.postMessage(data, '*');
});
window.parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/sandbox-proxy-ready', params: {} }, '*');
