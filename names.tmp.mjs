import fs from "node:fs"; import cp from "node:child_process"; import {parseSync} from "oxc-parser"; import {visit,lineFinder} from "./scripts/structure/source.mjs";
const lib=cp.execSync("git ls-files lib/genui/library").toString().trim().split("\n").filter(f=>!f.includes(".test."));
const names=new Set(); for(const f of lib) for(const m of fs.readFileSync(f,"utf8").matchAll(/define\(\s*(?:\{\s*name: )?"([A-Z]\w+)"/g)) names.add(m[1]);
const out=[]; const res=[...names].map(x=>new RegExp("\\b"+x+"\\b"));
for(const f of cp.execSync("git ls-files lib components app").toString().trim().split("\n")){ if(!/\.(tsx?)$/.test(f)||/\.test\.|^lib\/genui\/library\//.test(f))continue;
 const text=fs.readFileSync(f,"utf8"); const {program}=parseSync(f,text); const lineOf=lineFinder(text); const lines=text.split("\n");
 visit(program,n=>{ let name=null; if(n.type==="Literal"&&n.regex){ if(res.some(r=>r.test(n.regex.pattern))) name="re"; } else if(n.type==="Literal"&&typeof n.value==="string"&&names.has(n.value)) name=n.value; else if(n.type==="Property"&&!n.computed&&!n.shorthand&&names.has(n.key?.name)) name=n.key.name+":"; else if(n.type==="MemberExpression"&&!n.computed&&names.has(n.property.name)) name="."+n.property.name; 
 if(name){const l=lineOf(n.start); out.push([f,l,name,lines[l-1].trim().slice(0,170)]);} }); }
console.log(names.size,[...names].join(" ")); const by={}; for(const [f] of out) by[f]=(by[f]||0)+1; for (const f in by) console.log(by[f],f); console.log(out.length, "offline", out.filter(o=>/^lib\/offline/.test(o[0])).length);
for(const o of out) if(!/^lib\/offline/.test(o[0])||process.argv[2]) console.log(o.join(" | "));
