/** What must outlive a call. Behind an interface, since several processes may share it. */
export interface Store {
  /** Marks a key as used for so many seconds. True for the first caller, false for every other. */
  useOnce(key: string, seconds: number): Promise<boolean>;
}
