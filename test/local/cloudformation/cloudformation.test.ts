import { StackFailedError, type Stack } from '../../../local/cloudformation/stack';
import { cloudFormationOfThings } from './thing-provider';

const named = (Name: string, rest: object = {}) => ({ Properties: { Name }, ...rest });

async function failure(deployment: Promise<unknown>): Promise<StackFailedError> {
  const error: unknown = await deployment.catch((reason: unknown) => reason);
  if (error instanceof StackFailedError) return error;
  throw new Error('The deployment went through', { cause: error });
}
const statuses = ({ events }: Stack): string[] =>
  events.map(({ logicalId, status }) => `${logicalId} ${status}`);

describe('creation', () => {
  test('resources come in order, and see each other', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    const stack = await deploy(
      { A: { Properties: { Uses: { 'Fn::GetAtt': ['B', 'Arn'] } } }, B: named('b') },
      { Outputs: { Used: { Value: { 'Fn::GetAtt': ['B', 'Arn'] } } } },
    );
    expect(journal).toEqual(['create B', 'create A']);
    expect(stack.resources.get('A')?.properties).toEqual({ Uses: 'arn:b' });
    expect(stack.outputs).toEqual({ Used: 'arn:b' });
    expect(statuses(stack)).toEqual([
      'S CREATE_IN_PROGRESS',
      'B CREATE_IN_PROGRESS',
      'B CREATE_COMPLETE',
      'A CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      'S CREATE_COMPLETE',
    ]);
  });

  test('a name that the template does not give is generated', async () => {
    const { deploy } = cloudFormationOfThings();
    const stack = await deploy({ A: {} });
    expect(stack.resources.get('A')?.state.physicalId).toMatch(/^S-A-[A-Z0-9]{12}$/);
  });

  test('a resource and an output whose condition does not hold are left out', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    const stack = await deploy(
      { A: { Condition: 'Never' }, B: {} },
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Outputs: { Gone: { Condition: 'Never', Value: 'x' }, There: { Value: 'y' } },
      },
    );
    expect([journal, stack.outputs]).toEqual([['create B'], { There: 'y' }]);
  });

  test('pseudo parameters have their values', async () => {
    const { deploy } = cloudFormationOfThings();
    const Value = {
      'Fn::Sub':
        '${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::StackName} ${AWS::URLSuffix}',
    };
    const { outputs } = await deploy({}, { Outputs: { All: { Value } } });
    expect(outputs).toEqual({ All: 'aws us-east-1 000000000000 S amazonaws.com' });
  });

  test('types that are not supported are named before anything is touched', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    const other = deploy({ A: {}, B: { Type: 'AWS::EC2::Instance' } });
    await expect(other).rejects.toThrow(
      '[AWS::EC2::Instance]. Supported with the services of this process: Other, Thing.',
    );
    expect([journal, cloudFormation.stacks]).toEqual([[], []]);
  });

  test('a failure rolls back, with resource and reason', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    const error = await failure(
      deploy({ A: named('a'), B: { DependsOn: 'A', Properties: { Fault: 'create' } } }),
    );
    expect(error.message).toBe('Stack S failed: B (Thing): no room');
    expect(journal).toEqual(['create A', 'delete a']);
    expect(error.failedStack.status).toBe('ROLLBACK_COMPLETE');
    expect(error.failedStack.events).toContainEqual({
      id: expect.any(String) as string,
      timestamp: expect.any(Number) as number,
      logicalId: 'B',
      physicalId: '',
      type: 'Thing',
      status: 'CREATE_FAILED',
      reason: 'no room',
    });
    expect(cloudFormation.stack('S').resources.size).toBe(0);
  });

  test('a property that is not known is refused by its name', async () => {
    const { deploy } = cloudFormationOfThings();
    await expect(deploy({ A: { Properties: { Colour: 'red' } } })).rejects.toThrow(
      /A \(Thing\).*Colour/,
    );
  });

  test.each([
    ['Delete', ['create A', 'delete a']],
    ['Retain', ['create A']],
    ['RetainExceptOnCreate', ['create A', 'delete a']],
  ])('the rollback honours %s', async (DeletionPolicy, expected) => {
    const { deploy, journal } = cloudFormationOfThings();
    await failure(
      deploy({
        A: named('a', { DeletionPolicy }),
        B: { DependsOn: 'A', Properties: { Fault: 'create' } },
      }),
    );
    expect(journal).toEqual(expected);
  });
});

describe('update', () => {
  test('what has not changed is left alone', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    await deploy({ A: named('a') });
    await deploy({ A: named('a') });
    expect(journal).toEqual(['create A']);
  });

  test('in place, and what refers to it sees the change', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    const template = (Size: number) => ({
      A: { Properties: { Size } },
      B: { Properties: { Size: { 'Fn::GetAtt': ['A', 'Size'] } } },
    });
    await deploy(template(1));
    await deploy(template(2));
    expect(journal).toEqual(['create A', 'create B', 'update A to 2', 'update B to 2']);
  });

  test('by replacement: the new one is there before the old one goes', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    await deploy({ A: named('old') });
    const stack = await deploy({ A: named('new') });
    expect(journal).toEqual(['create A', 'create A', 'delete old']);
    expect(stack.resources.get('A')).toMatchObject({ generation: 1, state: { physicalId: 'new' } });
  });

  test('a replaced resource stays if its policy says so', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    await deploy({ A: named('old', { UpdateReplacePolicy: 'Retain' }) });
    await deploy({ A: named('new', { UpdateReplacePolicy: 'Retain' }) });
    expect(journal).toEqual(['create A', 'create A']);
  });

  test('what the template has no more goes, last first', async () => {
    const { deploy, journal } = cloudFormationOfThings();
    await deploy({ A: named('a'), B: named('b'), C: named('c') });
    await deploy({ B: named('b') });
    expect(journal.slice(3)).toEqual(['delete c', 'delete a']);
  });

  test('a failure takes back updates, replacements and creations', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    await deploy({ A: { Properties: { Name: 'a', Size: 1 } }, B: named('old') });
    const error = await failure(
      deploy({
        A: { Properties: { Name: 'a', Size: 2 } },
        B: named('new'),
        C: named('c'),
        D: { DependsOn: 'C', Properties: { Fault: 'create' } },
      }),
    );
    expect(journal.slice(2)).toEqual([
      'update A to 2',
      'create B',
      'create C',
      'delete c',
      'delete new',
      'update A to 1',
    ]);
    expect(error.failedStack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const { resources } = cloudFormation.stack('S');
    expect([...resources.values()].map(({ state }) => state.physicalId)).toEqual(['a', 'old']);
  });

  test('a replacement that cannot be made leaves the old one, and the rest as it was', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    const kept = { Properties: { Kind: 'old', Size: 1 } };
    await deploy({ A: { Properties: { Size: 1 } }, B: kept });
    const before = [...cloudFormation.stack('S').resources];
    const error = await failure(
      deploy({
        A: { Properties: { Size: 2 } },
        B: { DependsOn: 'A', Properties: { Kind: 'new', Size: 1, Fault: 'create' } },
      }),
    );
    expect(error.reason).toBe('B (Thing): no room');
    expect(journal.slice(2)).toEqual(['update A to 2', 'update A to 1']);
    expect(cloudFormation.stack('S').status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([...cloudFormation.stack('S').resources]).toEqual(before);
  });

  test('a failed one deletes nothing that the template has no more', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    await deploy({ A: named('a'), B: named('b') });
    await failure(deploy({ A: named('a'), C: { Properties: { Fault: 'create' } } }));
    expect(journal).toEqual(['create A', 'create B']);
    expect([...cloudFormation.stack('S').resources.keys()]).toEqual(['A', 'B']);
    await deploy({ A: named('a') });
    expect(journal.slice(2)).toEqual(['delete b']);
  });

  test('a rollback that cannot take something back says so, and keeps it', async () => {
    const { deploy, cloudFormation } = cloudFormationOfThings();
    const error = await failure(
      deploy({
        A: { Properties: { Fault: 'delete' } },
        B: { DependsOn: 'A', Properties: { Fault: 'create' } },
      }),
    );
    expect(error.failedStack.status).toBe('ROLLBACK_FAILED');
    expect([...cloudFormation.stack('S').resources.keys()]).toEqual(['A']);
  });
});

describe('exports', () => {
  const exporting = (Value: string) => ({ Outputs: { O: { Value, Export: { Name: 'E' } } } });
  const importing = { A: { Properties: { Uses: { 'Fn::ImportValue': 'E' } } } };

  test('another stack sees the value', async () => {
    const { deploy } = cloudFormationOfThings();
    await deploy({}, exporting('v'), 'Owner');
    const user = await deploy(importing, {}, 'User');
    expect(user.resources.get('A')?.properties).toEqual({ Uses: 'v' });
  });

  test('an export in use can neither change nor go', async () => {
    const { deploy, cloudFormation } = cloudFormationOfThings();
    await deploy({}, exporting('v'), 'Owner');
    await deploy(importing, {}, 'User');
    const cannot = (verb: string) => `Cannot ${verb} export E as it is in use by User and Other.`;
    await deploy(importing, {}, 'Other');
    const error = await failure(deploy({ N: {} }, exporting('w'), 'Owner'));
    expect([error.reason, error.failedStack.status]).toEqual([
      cannot('update'),
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(cloudFormation.stack('Owner')).toMatchObject({ outputs: { O: 'v' } });
    await expect(deploy({}, {}, 'Owner')).rejects.toThrow(cannot('delete'));
    await expect(cloudFormation.deleteStack('Owner')).rejects.toThrow(cannot('delete'));
    // A deletion that is canceled is none: the stack is as it was.
    expect(cloudFormation.stack('Owner').status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await cloudFormation.deleteStack('User');
    await cloudFormation.deleteStack('Other');
    await deploy({}, exporting('w'), 'Owner');
    expect(cloudFormation.stack('Owner').outputs).toEqual({ O: 'w' });
  });

  test('an export has one owner', async () => {
    const { deploy } = cloudFormationOfThings();
    await deploy({}, exporting('v'), 'Owner');
    await expect(deploy({}, exporting('v'), 'Thief')).rejects.toThrow(
      'already exported by stack Owner',
    );
  });
});

describe('deletion', () => {
  test('goes backwards, and leaves what is retained', async () => {
    const { deploy, journal, cloudFormation } = cloudFormationOfThings();
    const kept = named('kept', { DeletionPolicy: 'Retain' });
    await deploy({ A: named('a'), K: kept, B: named('b', { DependsOn: 'A' }) });
    await cloudFormation.deleteStack('S');
    expect(journal.slice(3)).toEqual(['delete b', 'delete a']);
    expect(() => cloudFormation.stack('S')).toThrow('Stack with id S does not exist');
  });

  test('stops at what cannot be deleted, and can be tried again', async () => {
    const { deploy, cloudFormation } = cloudFormationOfThings();
    await deploy({ A: { Properties: { Fault: 'delete' } }, B: named('b', { DependsOn: 'A' }) });
    const error = await failure(cloudFormation.deleteStack('S'));
    expect(error.message).toBe('Stack S failed: A (Thing) cannot be deleted: still in use');
    const stack = cloudFormation.stack('S');
    expect([stack.status, [...stack.resources.keys()]]).toEqual(['DELETE_FAILED', ['A']]);
    expect(stack.events.at(-1)?.reason).toEqual(expect.stringMatching('still in use'));
  });
});
