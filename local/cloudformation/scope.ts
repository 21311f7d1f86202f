/** What a template's expressions can refer to. */
export interface Scope {
  /** Value of `Ref`: parameter, pseudo parameter or resource; undefined if there is none. */
  ref(name: string): unknown;
  /** Value of `Fn::GetAtt`; undefined if the resource or attribute is not there. */
  attribute(logicalId: string, attribute: string): unknown;
  /** The template's own named condition, evaluated; undefined if there is none. */
  condition(name: string): boolean | undefined;
  mapping(map: string, key: string, name: string): unknown;
  importValue(exportName: string): unknown;
  readonly availabilityZones: readonly string[];
}
