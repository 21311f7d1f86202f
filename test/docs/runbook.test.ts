import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Function } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import * as errors from '../../domain/run/errors';
import { EndpointAlarms } from '../../lib/constructs/endpoint-alarms';
import { RunAlarms } from '../../lib/constructs/run-alarms';
import { ALARM_SECTIONS } from '../../lib/runbook/alarm-sections';
import { entriesOf } from '../../scripts/runbook/console-blocks';
import { monitoredStack } from '../lib/support/monitored-stack';

const page = readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8');

interface Section {
  readonly heading: string;
  readonly text: string;
}

/** What stands below the headings of one level, down to the next of the same or a higher one. */
function sectionsOf(text: string, level: number): Section[] {
  const marks = '#'.repeat(level);
  return text
    .split(new RegExp(`^(?=${marks} )`, 'm'))
    .slice(1)
    .map((section) => {
      const [first = '', ...rest] = section.split('\n');
      const higher = new RegExp(`^#{1,${level}} `, 'm');
      return { heading: first.slice(level + 1), text: rest.join('\n').split(higher)[0] ?? '' };
    });
}

function chapter(heading: string): string {
  const found = sectionsOf(page, 2).find((section) => section.heading === heading);
  if (!found) throw new Error(`docs/runbook.md has no chapter '${heading}'`);
  return found.text;
}

function synthesizedAlarms(): { names: string[]; descriptions: string[] } {
  const { stack, props } = monitoredStack();
  const ofRuns = new RunAlarms(stack, 'Alarms', props);
  const ofEndpoint = new EndpointAlarms(stack, 'EndpointAlarms', {
    ...props,
    endpointName: 'texts',
    invokeBatch: Function.fromFunctionName(stack, 'InvokeBatch', 'invoke-batch'),
    sweepEndpoints: Function.fromFunctionName(stack, 'SweepEndpoints', 'sweep-endpoints'),
  });
  const alarms = [...ofRuns.alarms, ...ofEndpoint.alarms];
  const resources = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  const schema = z.object({ Properties: z.object({ AlarmDescription: z.string() }) });
  return {
    names: alarms.map(({ node }) => node.id),
    descriptions: Object.values(resources).map(
      (resource) => schema.parse(resource).Properties.AlarmDescription,
    ),
  };
}

/** GitHub's: lower case, punctuation dropped, blanks as hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

describe('docs/runbook.md', () => {
  const sections = sectionsOf(chapter('Alarms'), 3);
  const alarms = synthesizedAlarms();
  const anchors = alarms.descriptions.map((text) => /runbook\.md#(\S+)$/.exec(text)?.[1]);

  it('has a section for every alarm that links to it, and none for an alarm that does not exist', () => {
    expect([...new Set(anchors)].toSorted()).toStrictEqual(
      sections.map(({ heading }) => anchorOf(heading)).toSorted(),
    );
    expect(sections.map(({ heading }) => heading)).toStrictEqual(ALARM_SECTIONS);
  });

  it.each(sections.map(({ heading, text }) => [heading, text]))(
    '%s says what it is, how to look at it and what to do, in this order',
    (_heading, text) => {
      const parts = sectionsOf(text, 4);
      expect(parts.map(({ heading }) => heading)).toStrictEqual([
        'Description',
        'Investigation',
        'Resolution',
      ]);
      for (const part of parts) expect(part.text.trim().length).toBeGreaterThan(40);
    },
  );

  it('lists every alarm in its table, and no other', () => {
    const listed = [...chapter('Alarms').matchAll(/^\| `(\.{3})?(\w+)`/gm)].map(
      ([, dots, name = '']) => (dots === undefined ? name : `*${name}`),
    );
    const existing = alarms.names.map((name) =>
      name.replace(/^(?!Endpoint).+(Errors|Throttles)$/, '*$1'),
    );
    expect(listed.toSorted()).toStrictEqual([...new Set(existing)].toSorted());
  });

  it('explains every error of this application', () => {
    const explained = [...chapter('When something fails').matchAll(/^\| `(\w+)`/gm)].map(
      ([, name = '']) => name,
    );
    const own = Object.keys(errors).filter((name) => name !== 'RunError');
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((name) => !explained.includes(name))).toStrictEqual([]);
  });

  it('has only console blocks that can be run again', () => {
    const blocks = [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThan(15);
    for (const [, language, body = ''] of blocks) {
      expect(language).toBe('console');
      expect(entriesOf(body).length).toBeGreaterThan(0);
    }
  });
});
