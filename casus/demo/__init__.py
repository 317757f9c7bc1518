"""De demogegevens: een verzonnen stad, en wat haar mensen de voorbije maanden deden, via de echte handelingen."""
