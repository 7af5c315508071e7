import { cdktfApp } from './cdktf-app';

// `cdktf synth` runs it from the folder of cdktf.json, and it writes what `meshspan synth` writes.
const { MESHSPAN_TOPOLOGY: file = 'examples/yelb/topology.ts' } = process.env;
cdktfApp(file);
