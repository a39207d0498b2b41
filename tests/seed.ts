import fc from 'fast-check';

// The same cases at each run: a property that fails today fails for everybody until it is mended.
fc.configureGlobal({ seed: 20_251_024 });
