import { alignedTable } from '../aligned-table';
import { RULE_POSITIONS } from './rule-positions';
import { type RuleSummary } from './rule-summaries';

/**
 * The rules that something is against, each with our position.
 *
 * @param everywhere how many deployments were looked at
 */
export function findingsTable(rules: readonly RuleSummary[], everywhere: number): string {
  const rows = rules
    .filter(({ against }) => against.length > 0)
    .map(({ rule, packs, against, deployments }) => {
      const where = deployments.length < everywhere ? `; only in ${deployments.join(', ')}` : '';
      const { stand, because } = RULE_POSITIONS[rule] ?? { stand: 'no position', because: '' };
      return [code(rule), packs.join(', '), `${against.join(', ')}${where}`, stand, because];
    });
  return alignedTable([['rule', 'in', 'found on', 'position', 'because'], ...rows]);
}

/** The rules that everything of ours satisfies. */
export function fixedTable(rules: readonly RuleSummary[]): string {
  const rows = rules
    .filter(({ against }) => against.length === 0)
    .map(({ rule, packs, info }) => [code(rule), packs.join(', '), info]);
  return alignedTable([['rule', 'in', 'would find'], ...rows]);
}

function code(text: string): string {
  return `\`${text}\``;
}
