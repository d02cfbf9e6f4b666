"""How the packaged model was made. torch lives here and nowhere else."""
