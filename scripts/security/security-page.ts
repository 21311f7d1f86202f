import { type SynthesizedDeployment } from './deployments';
import { encryptionTable } from './encryption-table';
import { findingsTable, fixedTable } from './findings-table';
import { keyStatements } from './key-statements';
import { retentionTable } from './retention-table';
import { rolesOf } from './roles';
import { rolesSection } from './roles-section';
import { summarizeRules } from './rule-summaries';
import { namedLaterTable, withoutResourceTable } from './wildcards-table';

/** `<!-- roles -->` ... `<!-- end -->`. */
const GENERATED = /(<!-- (\w[\w ]*) -->\n)[^]*?(<!-- end -->)/g;

/** Written by `npm run iam:mutate`, which has to deploy and to run. */
const WRITTEN_ELSEWHERE = 'mutation';

/** The page with its generated parts written anew from the templates of these deployments. */
export function withSecurityTables(
  page: string,
  deployments: readonly SynthesizedDeployment[],
): string {
  const parts = generatedParts(deployments);
  return page.replace(GENERATED, (whole: string, head: string, name: string, end: string) => {
    if (name === WRITTEN_ELSEWHERE) return whole;
    const part = parts[name];
    if (part === undefined) {
      throw new Error(
        `there is no generated part '${name}'; valid: ${Object.keys(parts).join(', ')}`,
      );
    }
    return `${head}\n${part}\n\n${end}`;
  });
}

function generatedParts(deployments: readonly SynthesizedDeployment[]): Record<string, string> {
  const appOf = (wanted: string) => {
    const deployment = deployments.find(({ name }) => name === wanted);
    if (deployment === undefined) throw new Error(`there is no deployment '${wanted}'`);
    return deployment.app;
  };
  const rules = summarizeRules(deployments);
  return {
    encryption: encryptionTable(appOf('default')),
    retention: retentionTable(appOf('default')),
    roles: rolesSection(rolesOf(appOf('every feature'))),
    'without resource': withoutResourceTable(),
    'named later': namedLaterTable(),
    'key statements': keyStatements(appOf('default')),
    findings: findingsTable(rules, deployments.length),
    fixed: fixedTable(rules),
  };
}
