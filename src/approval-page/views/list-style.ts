/** The style of the list and its sign-in, beside that of every page. */
export const listStyle = `
.list{display:grid;gap:.625rem;padding:0;list-style:none}
.list a,.list .done{display:grid;gap:.25rem .75rem;grid-template-columns:1fr auto;padding:.875rem 1rem;border:1px solid var(--line);border-radius:.875rem;text-decoration:none}
.list a{background:var(--inset);border-color:var(--field)}
.list a:focus-visible{border-radius:.875rem}
.list strong{font-weight:650;line-height:1.4}
.list .sum{font-weight:700;text-align:end;white-space:nowrap}
.list .fine{grid-column:1;line-height:1.5}
.list .state{grid-column:2;text-align:end;font-size:.875rem;color:var(--soft)}
.list .waiting{color:var(--danger);font-weight:600}
.list .approved{color:var(--good);font-weight:600}
.list .second{color:var(--sandbox);font-weight:600}
.part{display:grid;gap:.75rem}
.part h2 span{color:var(--soft);font-weight:500;margin-inline-start:.25rem}
.empty{color:var(--soft)}
.tools{display:flex;align-items:center;justify-content:space-between;gap:1rem;border-top:1px solid var(--line);padding-top:1rem}
.tools a{padding:.5rem .25rem;font-weight:600}
.tools button{min-height:2.5rem;padding:.25rem 1rem;font-size:.9375rem}
@media(hover:hover){.list a:hover{border-color:var(--strong)}}
@media(max-width:26rem){.list .state{grid-column:1;text-align:start}}
@media(forced-colors:active){.list a,.list .done{border:1px solid}}
`.replace(/\n/g, '');
