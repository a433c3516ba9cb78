// One way down.

/** Factor on the highest learning rate. @param done - Share of the way that lies behind, in `[0, 1]`. */
export type Decay = (done: number) => number;
