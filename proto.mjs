import init from 'replicad-opencascadejs';
import fs from 'fs';
const wasmBinary=fs.readFileSync('node_modules/replicad-opencascadejs/dist/replicad_single.wasm');
const oc=await init({wasmBinary,print(){},printErr(){}});
const E=oc.TopAbs_ShapeEnum;
const now=()=>performance.now();
function run(f){
  const t=[now()]; const lap=()=>{t.push(now())};
  const bytes=fs.readFileSync(f);
  oc.FS.writeFile('/in.step',bytes);
  const r=new oc.STEPControl_Reader();
  const st=r.ReadFile('/in.step'); oc.FS.unlink('/in.step'); lap();
  r.TransferRoots(new oc.Message_ProgressRange()); const shape=r.OneShape(); lap();
  if(shape.IsNull()){console.log(f,'NULL',st);return}
  const box=new oc.Bnd_Box(); oc.BRepBndLib.Add(shape,box,false);
  const d=Math.sqrt(box.SquareExtent()); lap();
  const m=oc.ReplicadMeshExtractor.extract(shape,d*0.001,0.5,false); lap();
  const e=oc.ReplicadEdgeMeshExtractor.extract(shape,d*0.001,0.5); lap();
  const ex=new oc.TopExp_Explorer(shape,E.TopAbs_FACE,E.TopAbs_SHAPE); let n=0; const kinds={};
  const g=new oc.GProp_GProps(); let area=0;
  for(;ex.More();ex.Next()){n++; const c=ex.Current(); const F=oc.TopoDS.Face(c); const a=new oc.BRepAdaptor_Surface(F,false); const k=a.GetType(); kinds[k]=(kinds[k]||0)+1; a.delete(); F.delete(); c.delete();} lap();
  const ex2=new oc.TopExp_Explorer(shape,E.TopAbs_FACE,E.TopAbs_SHAPE);
  for(;ex2.More();ex2.Next()){const c=ex2.Current(); oc.BRepGProp.SurfaceProperties(c,g,false,false); area+=g.Mass(); c.delete();} lap();
  const b2=new oc.Bnd_Box(); oc.BRepBndLib.AddOptimal(shape,b2,false,false); lap();
  const v=new oc.GProp_GProps(); oc.BRepGProp.VolumeProperties(shape,v,true,false,false); lap();
  lap();
  const an=new oc.BRepCheck_Analyzer(shape,true,false,false); const valid=an.IsValid(); lap();
  const names='read transfer box mesh edges kinds areas addopt vol map3d check'.split(' ');
  console.log(f.split('/').pop(),bytes.length,'tri',m.getTrianglesSize(),'v',m.getVerticesSize(),'n',m.getNormalsSize(),'fg',m.getFaceGroupsSize(),'faces',n,'eg',e.getEdgeGroupsSize(),'lines',e.getLinesSize(), 'valid',valid,'vol',v.Mass(), 'area',area, 'st',st);
  console.log('   ',names.map((x,i)=>x+' '+(t[i+1]-t[i]).toFixed(0)).join('  '), JSON.stringify(kinds), (oc.wasmMemory.buffer.byteLength/1e6|0)+'MB');
  if(process.env.V){ const H=new Int32Array(oc.wasmMemory.buffer); console.log([...H.subarray(m.getFaceGroupsPtr()>>2,(m.getFaceGroupsPtr()>>2)+12)], [...H.subarray(e.getEdgeGroupsPtr()>>2,(e.getEdgeGroupsPtr()>>2)+12)]); console.log([...new Float32Array(oc.wasmMemory.buffer,m.getVerticesPtr(),12)],[...new Uint32Array(oc.wasmMemory.buffer,m.getTrianglesPtr(),12)],[...new Float32Array(oc.wasmMemory.buffer,e.getLinesPtr(),12)]) ;}
}
const C='/work/shared/corpus/step/';
const fsx=process.argv[2]?process.argv.slice(2):fs.readdirSync(C);
for(const f of fsx){ try{run(C+f)}catch(err){console.log(f,'ERR',err instanceof Error?err.message:oc.getExceptionMessage(err))} }
