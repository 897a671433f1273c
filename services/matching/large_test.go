package matching_test

import "os"

// large tells whether the tests and benchmarks of a province's size were asked for.
func large() bool { return os.Getenv("KONGGANG_LARGE") == "1" }
