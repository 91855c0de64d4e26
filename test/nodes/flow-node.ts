/** A node as a flow file has it. */
export type FlowNode = Record<string, unknown> & { id: string; type: string };
