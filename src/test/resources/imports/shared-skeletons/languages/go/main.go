package ${{ values.name }}
