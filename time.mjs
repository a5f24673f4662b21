import {Worker} from 'worker_threads'; import fs from 'fs';
const w=new Worker('./dist/kernel.js'); const t0=performance.now();
for(const f of process.argv.slice(2)){ const bytes=fs.readFileSync('/work/shared/corpus/step/'+f); let t=performance.now(); const out=[];
 await new Promise(r=>{ w.removeAllListeners('message'); w.on('message',m=>{const n=performance.now(); out.push((m.progress?(m.progress.stage??(m.progress.coarse?'coarse':'fine')):'facts '+m.ok)+'@'+(n-t).toFixed(0)); if(!m.progress) r();}); w.postMessage({kind:'readStep',bytes}); });
 console.log(f,out.join(' ')); }
await w.terminate();
