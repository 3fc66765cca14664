h: ${{ values.heading }}
