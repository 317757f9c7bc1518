"""De demogegevens. (Worden nu door een andere collega geschreven: niet ook beginnen.)"""
