import type { HostReport, SceneReport } from './measure.ts';

const columns = [
  ...['host', 'version', 'transport', 'protocol', 'tools seen', 'list', 'search'],
  ...['refund accepted = once', 'refund declined = none', 'the person was asked by'],
];

/** The reports as a Markdown table, followed by what went wrong. */
export function renderMatrix(reports: readonly HostReport[]): string {
  const rows = reports.map(toCells);
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const problems = reports.flatMap(({ host, transport, scenes }) =>
    scenes.flatMap(({ scene, problem }) =>
      problem === undefined ? [] : [`* ${host.name}, ${transport}, ${scene.name}: ${problem.replaceAll(/\s+/g, ' ')}`],
    ),
  );
  return [...lines, ...(problems.length > 0 ? ['', ...problems] : [])].join('\n');
}

function toCells({ host, transport, scenes }: HostReport): string[] {
  const { toolsOffered, toolsListed } = countTools(scenes);
  const channels = new Set(scenes.flatMap(({ traffic }) => traffic.channels));
  return [
    ...[host.name, host.version, transport],
    [...new Set(scenes.map(({ traffic }) => traffic.protocol))].join(', '),
    toolsOffered === toolsListed ? String(toolsOffered) : `${toolsOffered} of ${toolsListed}`,
    formatOutcome(hasWholeList(scenes)),
    ...scenes.map(({ problem }) => formatOutcome(problem === undefined)),
    [...channels].join(', then ') || 'nothing',
  ];
}

const countTools = (scenes: readonly SceneReport[]) => ({
  toolsOffered: Math.max(...scenes.map(({ conversation }) => conversation.toolsOffered)),
  toolsListed: Math.max(...scenes.map(({ traffic }) => traffic.toolNames.length)),
});

function hasWholeList(scenes: readonly SceneReport[]): boolean {
  const { toolsOffered, toolsListed } = countTools(scenes);
  return toolsListed > 0 && toolsOffered === toolsListed;
}

const formatOutcome = (isRight: boolean) => (isRight ? 'yes' : '**no**');

/** Whether a host did everything as expected. */
export const isGood = ({ scenes }: HostReport): boolean =>
  hasWholeList(scenes) && scenes.every(({ problem }) => problem === undefined);
