import { compileDefinition } from '../../../../local/stepfunctions/definition/parse-definition';
import { states } from '../interpreter-harness';

const inner = {
  StartAt: 'Inner',
  States: { Inner: { Type: 'Pass', Assign: { a: 1 }, End: true } },
};
const set = { Type: 'Pass', Assign: { a: 1 }, Next: 'Around' };

function compile(around: object, first: object = set): () => unknown {
  return () =>
    compileDefinition(JSON.stringify(states({ Set: first, Around: { End: true, ...around } })));
}

it.each([
  ['an inline Map', { Type: 'Map', ItemProcessor: inner }, 'ItemProcessor'],
  ['a branch', { Type: 'Parallel', Branches: [inner] }, 'Branches[0]'],
])('refuses to assign an outer variable in %s', (_, around, field) => {
  expect(compile(around)).toThrow(
    `VARIABLE_SCOPE: Variable 'a' is assigned in an outer scope and cannot be assigned here at /States/Around/${field}/States/Inner`,
  );
});

it('finds an outer variable that only a catcher or a rule assigns', () => {
  const choice = {
    Type: 'Choice',
    Choices: [{ Condition: true, Assign: { a: 1 }, Next: 'Around' }],
  };
  expect(compile({ Type: 'Map', ItemProcessor: inner }, choice)).toThrow('VARIABLE_SCOPE');
});

it('lets children of a distributed Map use the name, as they do not see the outer variable', () => {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  expect(compile({ Type: 'Map', ItemProcessor: { ...inner, ProcessorConfig } })).not.toThrow();
});

it('lets two branches use the same name', () => {
  expect(
    compile({ Type: 'Parallel', Branches: [inner, inner] }, { Type: 'Pass', Next: 'Around' }),
  ).not.toThrow();
});
