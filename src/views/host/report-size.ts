import type { HostBridge } from './host-bridge.ts';

/** Tells the host whenever the view needs another height. */
export function reportSize(bridge: HostBridge): void {
  let reported = '';
  const report = () => {
    const width = window.innerWidth;
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (reported === `${width} ${height}`) return;
    reported = `${width} ${height}`;
    bridge.notify('ui/notifications/size-changed', { width, height });
  };
  new ResizeObserver(report).observe(document.documentElement);
  report();
}
