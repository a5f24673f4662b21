import init from 'replicad-opencascadejs';
import fs from 'fs';
const wasmBinary=fs.readFileSync('node_modules/replicad-opencascadejs/dist/replicad_single.wasm');
const oc=await init({wasmBinary,print(){},printErr(){}});
const E=oc.TopAbs_ShapeEnum; const now=()=>performance.now();
const C='/work/shared/corpus/step/';
for(const f of process.argv.slice(2)){ try{
  const bytes=fs.readFileSync(C+f); const text=bytes.toString('latin1');
  oc.FS.writeFile('/in.step',bytes);
  const r=new oc.STEPControl_Reader(); r.ReadFile('/in.step');
  r.TransferRoots(new oc.Message_ProgressRange()); const shape=r.OneShape();
  const t0=now();
  const ids=[]; const types=new Map();
  let pos=text.indexOf('DATA;')+5;
  for(const m of text.slice(pos).matchAll(/#(\d+)\s*=\s*([A-Z0-9_]*)\s*\(/g)){ ids.push(+m[1]); types.set(+m[1],m[2]); }
  const model=r.StepModel(); const n=model.NbEntities();
  console.log(f,'entities',n,'scanned',ids.length, 'scan ms',(now()-t0).toFixed(0));
  let bad=0; for(let i=0;i<Math.min(200,ids.length);i++){ if(model.IdentLabel(model.Entity(i+1))!==ids[i]) bad++; } console.log('bad order',bad);
  const id0=new oc.TopLoc_Location();
  const hash=s=>oc.ReplicadShapeHasher.HashCode(s.Located(id0,false),2147483647);
  const byHash=new Map(); let t1=now(), nn=0;
  for(let i=0;i<ids.length;i++){ const ty=types.get(ids[i]); if(ty==='MANIFOLD_SOLID_BREP'||ty==='BREP_WITH_VOIDS'){ nn++; r.ClearShapes(); const ok=r.TransferEntity(model.Entity(i+1), new oc.Message_ProgressRange()); const s=r.Shape(1); if(!s.IsNull()) byHash.set(hash(s),ids[i]); } }
  const t2=now(); let hit=0,miss=0;
  const ex=new oc.TopExp_Explorer(shape,E.TopAbs_SOLID,E.TopAbs_SHAPE); for(;ex.More();ex.Next()){ if(byHash.has(hash(ex.Current()))) hit++; else miss++; }
  console.log('breps',nn,(t2-t1).toFixed(0)+'ms','hit',hit,'miss',miss,(now()-t2).toFixed(0)+'ms');
  const fh=new Map(); const t3=now(); let fn=0; 
  for(let i=0;i<ids.length;i++){ const ty=types.get(ids[i]); if(ty==='ADVANCED_FACE'){ fn++; r.ClearShapes(); r.TransferEntity(model.Entity(i+1), new oc.Message_ProgressRange()); const s=r.Shape(1); if(!s.IsNull()) fh.set(hash(s),ids[i]); } }
  const t4=now(); hit=0;miss=0; const ex2=new oc.TopExp_Explorer(shape,E.TopAbs_FACE,E.TopAbs_SHAPE); for(;ex2.More();ex2.Next()){ if(fh.has(hash(ex2.Current()))) hit++; else miss++; }
  console.log('faces',fn,(t4-t3).toFixed(0)+'ms','hit',hit,'miss',miss,(now()-t4).toFixed(0)+'ms');
  const c={}; for(const [,t] of types) c[t]=(c[t]||0)+1; console.log(Object.entries(c).filter(([k])=>/STYLE|COLOUR|PRODUCT$|NEXT_|MAPPED|REPRES|BREP|SHELL|CONTEXT_DEP/.test(k)).map(x=>x.join(':')).join(' '));
 }catch(err){console.log(f,'ERR',err instanceof Error?err.stack:oc.getExceptionMessage(err))} }
