"${{ values.name }}"
