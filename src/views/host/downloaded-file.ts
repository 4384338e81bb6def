/** A file that the host saves for the user. */
export interface DownloadedFile {
  name: string;
  mimeType: string;
  text: string;
}
