import fc from 'fast-check';
import { physicalName } from '../../../local/cloudformation/physical-name';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,199}$/);
const owner = fc.record({ stackName: name, logicalId: name, generation: fc.nat(5) });
const rule = fc.record({ maxLength: fc.integer({ min: 40, max: 255 }), lowerCase: fc.boolean() });

test('a name fits, ends in twelve characters, and shows stack and resource', () => {
  fc.assert(
    fc.property(owner, rule, (of, by) => {
      const made = physicalName(of, by);
      expect(made.length).toBeLessThanOrEqual(by.maxLength);
      const [stack = '', resource = '', suffix] = made.split('-');
      const shown = (text: string): string => (by.lowerCase ? text.toLowerCase() : text);
      expect(shown(of.stackName).startsWith(stack) && stack !== '').toBe(true);
      expect(shown(of.logicalId).startsWith(resource) && resource !== '').toBe(true);
      expect(suffix).toMatch(by.lowerCase ? /^[a-z0-9]{12}$/ : /^[A-Z0-9]{12}$/);
    }),
  );
});

test('it is the same each time, and another for each generation', () => {
  fc.assert(
    fc.property(owner, rule, (of, by) => {
      expect(physicalName(of, by)).toBe(physicalName(of, by));
      expect(physicalName({ ...of, generation: of.generation + 1 }, by)).not.toBe(
        physicalName(of, by),
      );
    }),
  );
});

test('nothing is cut that fits', () => {
  const of = { stackName: 'MyStack', logicalId: 'Data123', generation: 0 };
  expect(physicalName(of, { maxLength: 64 })).toMatch(/^MyStack-Data123-[A-Z0-9]{12}$/);
  expect(physicalName(of, { maxLength: 63, lowerCase: true })).toMatch(/^mystack-data123-/);
});
