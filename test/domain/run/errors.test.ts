import * as errors from '../../../domain/run/errors';

const { RunError, ...classes } = errors;

test.each(Object.entries(classes))(
  '%s is a RunError whose name is set by hand, for bundles rename classes',
  (name, RunErrorClass) => {
    const cause = new Error('underlying');
    const error = new RunErrorClass('what happened', { cause });
    expect(error).toBeInstanceOf(RunError);
    expect(Object.getOwnPropertyDescriptor(error, 'name')?.value).toBe(name);
    expect(error).toMatchObject({ message: 'what happened', cause });
  },
);
