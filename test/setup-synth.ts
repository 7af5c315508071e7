// The types of cdktf's matchers (first line) and their behaviour (last line), for the `synth` tests only.
import 'cdktf/lib/testing/adapters/jest';
import { Testing } from 'cdktf';

Testing.setupJest();
