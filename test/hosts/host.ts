import type { Connection } from './libraries/job.ts';
import type { Conversation } from './model/stand-in-model.ts';
import type { Scene } from './scenes.ts';

export type Transport = Connection['transport'];

/** A program or library that connects to the server and talks to a model. */
export interface Host {
  name: string;
  version: string;
  transports: readonly Transport[];
  /** Plays one conversation to its end. Throws if the host fails. */
  play(stage: Stage): Promise<void>;
}

/** All that a host needs for one conversation. */
export interface Stage {
  scene: Scene;
  connection: Connection;
  modelUrl: string;
  conversation: Conversation;
  /** An empty folder for the host's home, settings and project. */
  folder: string;
  /** Whether the host has received the list of tools. */
  hasListedTools(): boolean;
  /** Called with the screen on which a person is asked, where there is one. */
  onQuestion?: (screen: string) => void;
}
