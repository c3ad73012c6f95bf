/** For Vite and Rollup: puts the widget's own files beside the code that asks for them. */
declare const articleWidget: () => { name: string };
export default articleWidget;
