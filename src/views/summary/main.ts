import '../styles/base.css';
import '../styles/summary.css';
import { startView } from '../page/start-view.ts';
import { createSummaryRenderer } from './render-summary.ts';

void startView({
  name: 'summary',
  title: { en: 'Sales', ko: '매출' },
  createRenderer: createSummaryRenderer,
});
