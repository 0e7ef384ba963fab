"""China's pension and adding up of periods."""
