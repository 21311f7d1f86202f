import fc from 'fast-check';
import { creationOrder } from '../../../local/cloudformation/creation-order';
import { parseTemplate } from '../../../local/cloudformation/template';

function order(resources: Record<string, object>): string[] {
  const entries = Object.entries(resources).map(([id, rest]) => [id, { Type: 'T', ...rest }]);
  return creationOrder(
    parseTemplate({ Resources: Object.fromEntries(entries) as object }).Resources,
  );
}

test.each([
  ['Ref', { Properties: { x: { Ref: 'B' } } }],
  ['Fn::GetAtt', { Properties: { x: [{ 'Fn::GetAtt': ['B', 'Arn'] }] } }],
  ['Fn::GetAtt as text', { Properties: { x: { 'Fn::GetAtt': 'B.Arn' } } }],
  ['Fn::Sub', { Properties: { x: { 'Fn::Sub': 'a ${B.Arn}' } } }],
  ['a variable of Fn::Sub', { Properties: { x: { 'Fn::Sub': ['${v}', { v: { Ref: 'B' } }] } } }],
  ['DependsOn', { DependsOn: 'B' }],
  ['a list of DependsOn', { DependsOn: ['B'] }],
])('%s makes a dependency', (_, resource) => {
  expect(order({ A: resource, B: {} })).toEqual(['B', 'A']);
});

test('a variable of its own, and an escaped one, make none', () => {
  const properties = { x: { 'Fn::Sub': ['${B} ${!B}', { B: 'text' }] } };
  expect(order({ A: { Properties: properties }, B: {} })).toEqual(['A', 'B']);
});

test('a circle is named', () => {
  const circle = { A: { DependsOn: 'B' }, B: { DependsOn: 'C' }, C: { DependsOn: 'B' } };
  expect(() => order(circle)).toThrow('Circular dependency between resources: [B, C]');
});

test('a dependency on nothing is named', () => {
  expect(() => order({ A: { DependsOn: 'Nobody' } })).toThrow('[Nobody]');
});

test('each resource comes once, after all that it needs', () => {
  // An edge only from a later name to an earlier one: no circles.
  const graph = fc.array(fc.array(fc.nat(19), { maxLength: 4 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(graph, fc.boolean(), (edges, backwards) => {
      const needs = edges.map((targets, from) => targets.filter((to) => to < from));
      const entries = needs.map((targets, from) => [
        `R${from}`,
        { DependsOn: targets.map((to) => `R${to}`) },
      ]);
      if (backwards) entries.reverse();
      const result = order(Object.fromEntries(entries) as Record<string, object>);
      expect([...result].sort()).toEqual(needs.map((_, at) => `R${at}`).sort());
      needs.forEach((targets, from) => {
        for (const to of targets) {
          expect(result.indexOf(`R${to}`)).toBeLessThan(result.indexOf(`R${from}`));
        }
      });
    }),
  );
});
