"""Pictures of what derivations say; one picture is one file.

A file declares its picture with `mlekl_symbolic.pictures.gallery.picture`, and it is found by being there.
Drawing needs matplotlib, the extra ``plots``; it is imported only then.
"""
