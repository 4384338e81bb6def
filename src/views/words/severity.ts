/** How a message is shown: by color, and by an icon. */
export type Severity = 'problem' | 'warning' | 'info' | 'good';
