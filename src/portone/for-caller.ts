import type { PortOneReader, PortOneWriter } from './client.ts';

/** The same reader, whose calls count towards the share of this caller. */
export const readForCaller = (reader: PortOneReader, caller: string): PortOneReader => ({
  ...reader,
  call: (row, args, options) => reader.call(row, args, { ...options, caller }),
});

/** The same writer, whose calls count towards the share of this caller. */
export const writeForCaller = (writer: PortOneWriter, caller: string): PortOneWriter => ({
  send: (permit, options) => writer.send(permit, { ...options, caller }),
});
