/** The build puts imported styles into the document of the view. */
declare module '*.css';
